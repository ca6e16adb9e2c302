using System.Text.Json.Serialization;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Users;

internal sealed record User(
    string Id, string Username, string Name, string? AvatarUrl, DateTime MemberSince, int Version, DateTime UpdatedAt) : IVersioned
{
    /// <summary>Private: set only for the user's own token.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Email { get; init; }
}
