namespace Graph.Domains.Users;

/// <summary>How far an order has come.</summary>
public enum OrderStatus
{
    Placed,
    Paid,
    Shipped,
    Delivered,
    Cancelled,
}
