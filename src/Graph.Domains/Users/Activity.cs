namespace Graph.Domains.Users;

/// <summary>Something that a user did, e.g. of the kind <c>viewed</c> or <c>purchased</c>.</summary>
public sealed record Activity(string Id, string UserId, string Kind, DateTimeOffset At, string? ProductId = null);
