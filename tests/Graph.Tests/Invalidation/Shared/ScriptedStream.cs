using Graph.Invalidation;
using Graph.Invalidation.Shared;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>One instance's connection to a <see cref="LogServer"/>, and all that may befall it.</summary>
internal sealed class ScriptedStream(LogServer server, TimeProvider time) : ILogStream
{
    public static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(900);

    private readonly Queue<TaskCompletionSource> _heldAppends = new();
    private readonly Queue<TaskCompletionSource> _heldReads = new();

    /// <summary>Everything fails at once.</summary>
    public bool IsCut { get; set; }

    /// <summary>Nothing is answered: everything fails after <see cref="Timeout"/>, and the server knows of nothing.</summary>
    public bool Hangs { get; set; }

    /// <summary>It can be read, and takes nothing (read-only, out of memory).</summary>
    public bool RefusesAppends { get; set; }

    /// <summary>Appends are done, and their answers are lost.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Appends are done at once, and answered by <see cref="AnswerAppend"/>.</summary>
    public bool HoldsAppends { get; set; }

    /// <summary>What the server knows at the time of the read is answered by <see cref="AnswerRead"/>.</summary>
    public bool HoldsReads { get; set; }

    /// <summary>The longest page that can be answered in time.</summary>
    public int LongestPage { get; set; } = int.MaxValue;

    public int Reads { get; private set; }

    public int Appends { get; private set; }

    /// <summary>How many are done and not answered yet.</summary>
    public int HeldAppends => _heldAppends.Count;

    public async ValueTask FollowAsync(Action somethingNew, CancellationToken cancellation)
    {
        await ReachAsync(cancellation);
        server.Follow(() =>
        {
            if (!IsCut)
            {
                somethingNew();
            }
        });
    }

    public async ValueTask<Position> AppendAsync(ReadOnlyMemory<byte> record, Position known, CancellationToken cancellation)
    {
        Appends++;
        await ReachAsync(cancellation);
        if (RefusesAppends)
        {
            throw new LogUnavailableException("OOM");
        }

        var position = server.Append(record, known);
        if (LosesAnswers)
        {
            throw new LogUnavailableException("the answer is lost");
        }

        if (HoldsAppends)
        {
            await HoldAsync(_heldAppends, cancellation);
        }

        return position;
    }

    public async ValueTask<LogPage> ReadAsync(Position after, Position known, int count, CancellationToken cancellation)
    {
        Reads++;
        await ReachAsync(cancellation);
        if (count > LongestPage)
        {
            throw new LogUnavailableException("too slow");
        }

        var page = server.Read(after, known, count);
        if (HoldsReads)
        {
            await HoldAsync(_heldReads, cancellation);
        }

        return page;
    }

    /// <summary>Answers the oldest append that waits; false when none does.</summary>
    public bool AnswerAppend() => Answer(_heldAppends);

    public bool AnswerRead() => Answer(_heldReads);

    private async Task ReachAsync(CancellationToken cancellation)
    {
        if (IsCut)
        {
            throw new LogUnavailableException("cut");
        }

        if (Hangs)
        {
            await Task.Delay(Timeout, time, cancellation);
            throw new LogUnavailableException("no answer in time");
        }
    }

    // Goes on where it is answered: on the test's thread, step by step.
    private static Task HoldAsync(Queue<TaskCompletionSource> held, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource();
        held.Enqueue(answer);
        return answer.Task.WaitAsync(cancellation);
    }

    private static bool Answer(Queue<TaskCompletionSource> held)
    {
        if (!held.TryDequeue(out var answer))
        {
            return false;
        }

        answer.SetResult();
        return true;
    }
}
