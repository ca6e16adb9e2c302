using System.Collections.Frozen;

namespace Graph.BareKestrel;

/// <summary>The answer to each of a few requests, which are told apart by their length: nothing is cheaper.</summary>
internal sealed class PreparedAnswers(FrozenDictionary<long, byte[]> byLength)
{
    /// <summary>Reads <c>name.request.json</c> and <c>name.answer.json</c> of each request.</summary>
    /// <exception cref="ArgumentException">Two requests are of one length.</exception>
    public static PreparedAnswers From(string folder) => new(Directory.GetFiles(folder, "*.request.json").ToFrozenDictionary(
        request => new FileInfo(request).Length,
        request => File.ReadAllBytes(request.Replace(".request.json", ".answer.json", StringComparison.Ordinal))));

    public async Task AnswerAsync(HttpContext http)
    {
        var request = http.Request;
        if (request.Path != "/graphql" || !HttpMethods.IsPost(request.Method))
        {
            http.Response.StatusCode = request.Path == "/ready" ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
            return;
        }

        if (request.ContentLength is not { } length || !byLength.TryGetValue(length, out var answer))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await SkipBodyAsync(http);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = answer.Length;
        await http.Response.BodyWriter.WriteAsync(answer, http.RequestAborted);
    }

    private static async ValueTask SkipBodyAsync(HttpContext http)
    {
        var body = http.Request.BodyReader;
        while (await body.ReadAsync(http.RequestAborted) is var read)
        {
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
