namespace Graph.Domains.Users;

public sealed record Preferences(string UserId, string Currency, string Language, bool Newsletter, int Version);
