using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Stub.Writes;

/// <summary>Runs writes one after the other, each Idempotency-Key once.</summary>
internal sealed class StubWrites(StubData data, StubLedger ledger)
{
    // A test is shorter than the day for which an answer is kept. Read and written under the data's lock.
    private readonly Dictionary<string, (string Fingerprint, StubReply Answer)> _answers = new(StringComparer.Ordinal);
    private int _number;

    public async Task RunAsync(HttpContext context, Func<StubWrite, StubReply> work)
    {
        var headers = StubWriteHeaders.Read(context.Request);
        var text = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
        var body = text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
        var fingerprint = $"{context.Request.Method} {context.Request.Path} {text}";
        var key = HttpMethods.IsPost(context.Request.Method) ? headers.IdempotencyKey : null;
        await data.Write(_ => RunOnce(key, fingerprint, () => Run(headers, body, work))).SendAsync(context);
    }

    /// <summary>A write by someone else than the graph, who tells nobody.</summary>
    public void RunUnannounced(Action<StubWrite> work) =>
        data.Change(_ => Run(new StubWriteHeaders(null, null, null, null), [], write =>
        {
            work(write);
            return StubReply.Done([]);
        }));

    private StubReply Run(StubWriteHeaders headers, JsonObject body, Func<StubWrite, StubReply> work)
    {
        var write = new StubWrite(data, ledger, _number + 1, headers, body);
        var reply = work(write);
        _number += write.HasWritten ? 1 : 0;
        return reply;
    }

    private StubReply RunOnce(string? key, string fingerprint, Func<StubReply> work)
    {
        if (key is null)
        {
            return work();
        }

        if (_answers.TryGetValue(key, out var earlier))
        {
            return earlier.Fingerprint == fingerprint
                ? earlier.Answer
                : StubReply.Refused(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused");
        }

        var reply = work();
        if (!reply.IsVersionConflict)
        {
            _answers[key] = (fingerprint, reply);
        }

        return reply;
    }
}
