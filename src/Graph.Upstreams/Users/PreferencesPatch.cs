using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Users;

/// <summary>What is absent (or null) stays as it is.</summary>
internal sealed record PreferencesPatch(
    [property: RegularExpression("^[A-Z]{3}$")] string? Currency = null,
    [property: RegularExpression("^[a-z]{2}(-[A-Z]{2})?$")] string? Language = null,
    bool? Newsletter = null) : IValidated;
