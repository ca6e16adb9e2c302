using Graph.Upstreams.Http;

namespace Graph.Upstreams.Users;

internal sealed record Preferences(
    string UserId, string Currency, string Language, bool Newsletter, int Version, DateTime UpdatedAt) : IVersioned;
