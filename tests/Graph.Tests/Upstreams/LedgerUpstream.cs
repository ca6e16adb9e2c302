using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Graph.Tests.Upstreams;

/// <summary>Answers writes as the contract says, each attempt with a fault of its own, and knows what was really written.</summary>
/// <remarks>A write's id says what the service thinks of it: <c>ok</c>, <c>refused</c>, <c>conflict</c> or <c>missing</c>, before the dash.
/// POST remembers its first answer under its key; every other method is written once, and is behind or gone from then on.</remarks>
internal sealed class LedgerUpstream(Random random, Action timeOut)
{
    private static readonly WriteFault[] Faults = Enum.GetValues<WriteFault>();

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _written = [];
    private readonly Dictionary<string, int> _seen = [];
    private readonly Dictionary<string, (int Status, string Body)> _answers = [];
    private readonly HashSet<string> _underWay = [];
    private readonly List<Task> _late = [];
    private TaskCompletionSource _release = new();

    private WriteFault Fault { get; set; }

    /// <summary>How often a write was done.</summary>
    public int Written(string id)
    {
        lock (_gate)
        {
            return _written.GetValueOrDefault(id);
        }
    }

    /// <summary>How often a write came.</summary>
    public int Seen(string id)
    {
        lock (_gate)
        {
            return _seen.GetValueOrDefault(id);
        }
    }

    /// <summary>Decides what becomes of the next attempt; half of them go well.</summary>
    /// <returns>Whether it gets a connection.</returns>
    public bool NextConnects()
    {
        lock (_gate)
        {
            Fault = random.Next(2) == 0 ? WriteFault.None : Faults[random.Next(Faults.Length)];
            return Fault != WriteFault.NoConnection;
        }
    }

    /// <summary>Lets what is late be written, and waits for it.</summary>
    public async Task SettleAsync()
    {
        Task[] late;
        lock (_gate)
        {
            _release.SetResult();
            _release = new();
            late = [.. _late];
            _late.Clear();
        }

        await Task.WhenAll(late).WaitAsync(Rig.Patience);
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var id = context.Request.Path.Value!.Split('/')[^1];
        var key = context.Request.Method == "POST" ? context.Request.Headers["Idempotency-Key"].ToString() : "";
        WriteFault fault;
        lock (_gate)
        {
            _seen[id] = _seen.GetValueOrDefault(id) + 1;
            fault = Fault;
        }

        if (fault == WriteFault.WrittenLate)
        {
            WriteLate(id, key);
        }

        var (status, body) = WritesAtOnce(fault) ? Write(id, key) : default;
        context.Response.Headers.Connection = "close";
        await AnswerOf(fault, status, body)(context);
    }

    private static bool WritesAtOnce(WriteFault fault) => fault is WriteFault.None or WriteFault.ResetAfterWriting
        or WriteFault.TimeoutAfterWriting or WriteFault.GatewayAfterWriting or WriteFault.GarbageAfterWriting
        or WriteFault.TruncatedAfterWriting or WriteFault.NothingAfterWriting or WriteFault.RedirectAfterWriting;

    private RequestDelegate AnswerOf(WriteFault fault, int status, string body) => fault switch
    {
        WriteFault.ResetBeforeWriting or WriteFault.ResetAfterWriting => StubUpstream.Abort,
        WriteFault.TimeoutWithoutWriting or WriteFault.TimeoutAfterWriting or WriteFault.WrittenLate => TimeOutAsync,
        WriteFault.Busy => StubUpstream.Status(Pick(408, 429, 503)),
        WriteFault.Broken => StubUpstream.Status(500),
        WriteFault.GatewayBeforeWriting or WriteFault.GatewayAfterWriting => StubUpstream.Status(Pick(502, 504)),
        WriteFault.Unauthorized => StubUpstream.Status(Pick(401, 403)),
        WriteFault.GarbageAfterWriting => StubUpstream.Json("<html>", status),
        WriteFault.TruncatedAfterWriting => StubUpstream.Truncated(status),
        WriteFault.NothingAfterWriting => StubUpstream.Status(status),
        WriteFault.RedirectAfterWriting => StubUpstream.Status(Pick(302, 303, 307)),
        _ => StubUpstream.Json(body, status),
    };

    private int Pick(params int[] statuses)
    {
        lock (_gate)
        {
            return statuses[random.Next(statuses.Length)];
        }
    }

    private (int Status, string Body) Write(string id, string key)
    {
        lock (_gate)
        {
            if (key.Length == 0)
            {
                return WriteUnsafe(id);
            }

            // As services do that take a key's lock before they write.
            if (_underWay.Contains(key))
            {
                return (409, "");
            }

            if (!_answers.TryGetValue(key, out var answer))
            {
                _answers[key] = answer = WriteUnsafe(id);
            }

            return answer;
        }
    }

    private (int Status, string Body) WriteUnsafe(string id)
    {
        switch (id.Split('-')[0])
        {
            case "missing":
                return (404, "");
            case "refused":
                return (422, """{"type": "https://example.org/problems/out-of-stock", "available": 2}""");
            case "conflict":
                return (409, """{"type": "version-conflict", "currentVersion": 8}""");
        }

        if (_written.ContainsKey(id))
        {
            return id[^1] % 2 == 0 ? (404, "") : (409, """{"type": "version-conflict", "currentVersion": 9}""");
        }

        _written[id] = 1;
        return (201, string.Create(CultureInfo.InvariantCulture, $$"""{"id": "{{id}}", "size": 3}"""));
    }

    private void WriteLate(string id, string key)
    {
        lock (_gate)
        {
            if (key.Length > 0 && (_answers.ContainsKey(key) || !_underWay.Add(key)))
            {
                return;
            }

            _late.Add(WriteLateAsync(id, key, _release.Task));
        }
    }

    private async Task WriteLateAsync(string id, string key, Task release)
    {
        await release;
        lock (_gate)
        {
            _underWay.Remove(key);
        }

        Write(id, key);
    }

    private async Task TimeOutAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        using var registration = context.RequestAborted.Register(gone.SetResult);
        timeOut();
        await gone.Task.WaitAsync(Rig.Patience);
    }
}
