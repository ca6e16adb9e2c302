using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Reviews;

internal sealed record ReviewDraft(
    [property: Required, StringLength(64)] string ProductId,
    [property: Required, StringLength(64)] string AuthorId,
    [property: Range(1, 5)] int Rating,
    [property: Required, StringLength(5_000)] string Body,
    [property: StringLength(200)] string? Title = null) : IValidated;
