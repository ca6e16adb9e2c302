using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching.Writes;

/// <summary>A write that has reached the upstream and waits for the test to let it be made, and then to let its answer return.</summary>
internal sealed class GatedWrite(string id, long? ifMatch, WriteContext context, Func<WriteResult<Thing>> make)
{
    /// <summary>A reason of the upstream's own to say no.</summary>
    public static readonly Problem No = new(422, "no", new Dictionary<string, string>());

    private readonly TaskCompletionSource<WriteResult<Thing>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public long? IfMatch => ifMatch;

    public WriteContext Context => context;

    /// <summary>What the upstream has made of it; null as long as it has not looked at it.</summary>
    public WriteResult<Thing>? Made { get; private set; }

    public Task<WriteResult<Thing>> Task => _answer.Task;

    /// <summary>The upstream writes: from now on it is true, however late the answer arrives.</summary>
    public GatedWrite Make()
    {
        Made ??= make();
        return this;
    }

    /// <summary>The answer arrives.</summary>
    public void Return()
    {
        Make();
        _answer.TrySetResult(Made!);
    }

    /// <summary>Something else arrives than what the upstream would have said.</summary>
    public void Answer(WriteResult<Thing> result) => _answer.TrySetResult(result);

    public void Throw(Exception defect) => _answer.TrySetException(defect);
}
