using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Users;

/// <summary>What is absent (or null) stays as it is.</summary>
internal sealed record UserPatch(
    [property: StringLength(100, MinimumLength = 1)] string? Name = null,
    [property: Url, StringLength(2_000)] string? AvatarUrl = null) : IValidated;
