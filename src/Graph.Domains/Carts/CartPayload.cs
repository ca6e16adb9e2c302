using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

public sealed record CartPayload(Cart? Cart, IReadOnlyList<UserError> Errors);
