using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Graph.Transport;

/// <summary>The media types of GraphQL over HTTP, and which of them a client gets.</summary>
internal static class MediaTypes
{
    public const string GraphQLResponse = "application/graphql-response+json";
    public const string Json = "application/json";
    public const string EventStream = "text/event-stream";

    /// <summary>The answer's type by the request's <c>Accept</c>: the best-liked, of equals the one made for GraphQL, then JSON, then events; null when none will
    /// do.</summary>
    /// <remarks>Without a wish (none, <c>*/*</c>) it is JSON, as GraphQL over HTTP asks for clients from before its own type. Events are for
    /// those who name them.</remarks>
    public static string? Negotiate(StringValues accept)
    {
        // What nearly all clients send needs no parsing.
        switch (accept.Count == 1 ? accept[0] : null)
        {
            case "*/*" or Json:
                return Json;
            case GraphQLResponse:
                return GraphQLResponse;
        }

        if (StringValues.IsNullOrEmpty(accept) || !MediaTypeHeaderValue.TryParseList(accept, out var wishes))
        {
            return Json;
        }

        return wishes
            .Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(Offer)
            .Where(offer => offer.Type is not null)
            .GroupBy(offer => offer.Quality)
            .FirstOrDefault()?
            .MinBy(offer => offer.Rank).Type;
    }

    /// <summary>The value of <c>Content-Type</c> for an answer of a media type.</summary>
    public static string WithCharset(string mediaType) => mediaType switch
    {
        Json => $"{Json}; charset=utf-8",
        GraphQLResponse => $"{GraphQLResponse}; charset=utf-8",
        _ => $"{mediaType}; charset=utf-8",
    };

    public static bool WantsHtml(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList(accept, out var wishes) && wishes.Any(wish => wish.MediaType == "text/html");

    /// <summary>Whether a browser would ask with a preflight before it sends such a body to another site.</summary>
    public static bool IsJson(MediaTypeHeaderValue type) => type.MediaType == Json || type.Suffix == "json";

    public static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static (string? Type, double Quality, int Rank) Offer(MediaTypeHeaderValue wish)
    {
        var (type, rank) = wish.MediaType.Value?.ToLowerInvariant() switch
        {
            GraphQLResponse => (GraphQLResponse, 0),
            Json => (Json, 1),
            EventStream => (EventStream, 2),
            "*/*" or "application/*" => (Json, 3),
            _ => (null, 4),
        };
        return (type, wish.Quality ?? 1, rank);
    }
}
