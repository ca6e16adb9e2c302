using Graph.Domains.Abstractions;
using Graph.Domains.Users;

namespace Graph.Domains.Carts;

public sealed record CheckoutPayload(Order? Order, Cart? Cart, IReadOnlyList<UserError> Errors);
