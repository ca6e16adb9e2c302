using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

public sealed record UserPayload(User? User, IReadOnlyList<UserError> Errors);
