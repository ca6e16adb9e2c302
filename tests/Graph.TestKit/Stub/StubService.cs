using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Stub;

/// <summary>One of the stub's services: what it was asked, and what it is made to do.</summary>
public sealed class StubService(string name)
{
    private readonly Lock _lock = new();
    private readonly List<StubCall> _calls = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly Dictionary<string, Action<JsonObject>> _spoilt = new(StringComparer.Ordinal);
    private StubFault? _fault;
    private int _faults;
    private StubGate? _gate;

    /// <summary>The first segment of its paths.</summary>
    public string Name { get; } = name;

    /// <summary>False for long runs, in which nobody looks at single calls.</summary>
    public bool KeepsCalls { get; set; } = true;

    public IReadOnlyList<StubCall> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    public int CallCount => Calls.Count;

    public IReadOnlyList<string> Paths => [.. Calls.Select(call => call.PathAndQuery)];

    /// <summary>Answers the next calls with a fault; forever unless told how many.</summary>
    public void Fail(StubFault fault, int times = int.MaxValue)
    {
        lock (_lock)
        {
            (_fault, _faults) = (fault, times);
        }
    }

    public void Heal() => Fail(null!, times: 0);

    /// <summary>Holds every call from now on until the gate is opened.</summary>
    public StubGate Hold() => Hold(new StubGate(afterReading: false));

    /// <summary>As <see cref="Hold()"/>, but what is held is the answer: what was read before a change comes after it.</summary>
    public StubGate HoldAnswers() => Hold(new StubGate(afterReading: true));

    /// <summary>Changes one item in every answer, e.g. so that it misses a field, and leaves the data alone.</summary>
    public void Spoil(string id, Action<JsonObject> change)
    {
        lock (_lock)
        {
            _spoilt[id] = change;
        }
    }

    public void ForgetCalls()
    {
        lock (_lock)
        {
            _calls.Clear();
        }
    }

    /// <summary>Completes when this many calls have arrived since the last <see cref="ForgetCalls"/>.</summary>
    public Task WaitForCallsAsync(int count)
    {
        lock (_lock)
        {
            if (_calls.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task.WaitAsync(Patience.Limit);
        }
    }

    internal async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        Record(context.Request);
        StubGate? gate;
        StubFault? fault;
        lock (_lock)
        {
            gate = _gate;
            fault = _faults > 0 ? _fault : null;
            _faults -= fault is null || _faults == int.MaxValue ? 0 : 1;
        }

        RequestDelegate answer = fault is null ? next : fault.AnswerAsync;
        await (gate?.PassAsync(context, answer) ?? answer(context));
    }

    internal JsonObject Served(string id, JsonObject item)
    {
        var copy = (JsonObject)item.DeepClone();
        lock (_lock)
        {
            _spoilt.GetValueOrDefault(id)?.Invoke(copy);
        }

        return copy;
    }

    private StubGate Hold(StubGate gate)
    {
        lock (_lock)
        {
            return _gate = gate;
        }
    }

    private void Record(HttpRequest request)
    {
        if (!KeepsCalls)
        {
            return;
        }

        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (_lock)
        {
            _calls.Add(new StubCall(Name, request.Method, request.Path + request.QueryString.Value, headers));
            foreach (var (_, reached) in _waiters.Where(waiter => waiter.Count <= _calls.Count))
            {
                reached.TrySetResult();
            }
        }
    }
}
