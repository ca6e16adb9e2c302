using System.Collections.Concurrent;
using System.IO.Compression;
using Graph.Caching.ResponseCache;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Graph.HttpCaching;

/// <summary>The compressed forms of kept responses: made for the first who accepts them, and kept with the response.</summary>
internal static class ContentCodings
{
    // Below it a frame's overhead and the work are more than what is saved.
    private const int Shortest = 512;

    // Clients send a handful of different values; somebody who makes up new ones is parsed each time.
    private const int MostRemembered = 256;

    private static readonly ConcurrentDictionary<string, ContentCoding> Remembered = new(StringComparer.Ordinal);

    /// <summary>The coding that a client likes best, of equals Brotli.</summary>
    public static ContentCoding Negotiate(StringValues accepted)
    {
        if (accepted.Count == 0)
        {
            return ContentCoding.Identity;
        }

        var text = accepted.ToString();
        if (Remembered.TryGetValue(text, out var known))
        {
            return known;
        }

        var coding = Parse(accepted);
        if (Remembered.Count < MostRemembered)
        {
            Remembered[text] = coding;
        }

        return coding;
    }

    /// <summary>A response's bytes in a coding, or as they are where that does not pay.</summary>
    public static (byte[] Bytes, ContentCoding Coding) Encode(CachedResponse response, ContentCoding coding)
    {
        if (coding == ContentCoding.Identity || response.Body.Length < Shortest)
        {
            return (response.Body, ContentCoding.Identity);
        }

        var forms = response.Forms;
        var made = coding == ContentCoding.Brotli ? forms.Brotli ??= Compress(response.Body, coding) : forms.Gzip ??= Compress(response.Body, coding);
        return made.Length == 0 ? (response.Body, ContentCoding.Identity) : (made, coding);
    }

    public static string? NameOf(ContentCoding coding) => coding switch
    {
        ContentCoding.Gzip => "gzip",
        ContentCoding.Brotli => "br",
        _ => null,
    };

    /// <returns>Nothing where it is not even half as long: then it is not kept, as no room was counted for it.</returns>
    private static byte[] Compress(byte[] body, ContentCoding coding)
    {
        using var output = new MemoryStream(body.Length / 2);
        using (Stream encoder = coding == ContentCoding.Brotli
            ? new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true)
            : new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            encoder.Write(body);
        }

        return output.Length <= body.Length / 2 ? output.ToArray() : [];
    }

    private static ContentCoding Parse(StringValues accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var wishes))
        {
            return ContentCoding.Identity;
        }

        var brotli = QualityOf(wishes, "br");
        var gzip = QualityOf(wishes, "gzip");
        return brotli > 0 && brotli >= gzip ? ContentCoding.Brotli : gzip > 0 ? ContentCoding.Gzip : ContentCoding.Identity;
    }

    private static double QualityOf(IList<StringWithQualityHeaderValue> wishes, string coding) =>
        (wishes.FirstOrDefault(wish => wish.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            ?? wishes.FirstOrDefault(wish => wish.Value.Equals("*", StringComparison.Ordinal))) is { } found ? found.Quality ?? 1 : 0;
}
