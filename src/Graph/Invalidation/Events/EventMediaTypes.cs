using Microsoft.Net.Http.Headers;

namespace Graph.Invalidation.Events;

/// <summary>In which of CloudEvents' modes a delivery comes.</summary>
internal static class EventMediaTypes
{
    public const string Structured = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";

    private const string Wanted = $"Send {Structured} (one event) or {Batch} (several).";

    /// <returns>Whether it is a batch; or why the delivery cannot be read.</returns>
    public static (bool IsBatch, EventRefusal? Refusal) Read(HttpRequest request)
    {
        var isKnown = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        var isBatch = isKnown && type!.MediaType.Equals(Batch, StringComparison.OrdinalIgnoreCase);
        if (!isBatch && !(isKnown && type!.MediaType.Equals(Structured, StringComparison.OrdinalIgnoreCase)))
        {
            return (false, EventRefusal.UnsupportedMediaType(IsBinary(request)
                ? $"Binary mode is not taken, because its ce- headers would be unsigned. {Wanted}"
                : Wanted));
        }

        if (type!.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return (isBatch, EventRefusal.UnsupportedMediaType("The body must be UTF-8."));
        }

        return (isBatch, request.Headers.ContentEncoding.Count > 0
            ? EventRefusal.UnsupportedMediaType("The body must come as it is, without a Content-Encoding.")
            : null);
    }

    private static bool IsBinary(HttpRequest request) => request.Headers.Keys.Any(name => name.StartsWith("ce-", StringComparison.OrdinalIgnoreCase));
}
