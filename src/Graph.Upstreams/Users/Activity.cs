namespace Graph.Upstreams.Users;

internal sealed record Activity(string Id, string UserId, string Kind, string? ProductId, DateTime At);
