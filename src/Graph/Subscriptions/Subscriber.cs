using Graph.Execution;
using Graph.Execution.Streams;
using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>One client's place at a feed: its mailbox, and where it has come in.</summary>
internal sealed class Subscriber(LimitOptions limits, MailboxPolicy policy) : ResultMailbox(limits, policy)
{
    private Feed? _feed;

    /// <summary>Where it resumes; null to begin with the current state.</summary>
    public Position? Since { get; init; }

    /// <summary>Everything up to here it has been told: where it resumes if its connection breaks now.</summary>
    public Position Settled { get; set; }

    /// <summary>Whether the position that it asked for is no longer known: it may have missed anything.</summary>
    public bool IsLost { get; set; }

    /// <summary>What the log has said up to here, its start has told it.</summary>
    public Position From { get; set; }

    /// <summary>The item that it has begun with, where it hears what is added.</summary>
    public string? FirstItem { get; set; }

    /// <summary>Whether it is still to be served.</summary>
    public bool IsHere => Volatile.Read(ref _feed) is not null;

    public void Enter(Feed feed) => Volatile.Write(ref _feed, feed);

    protected override void Left() => Interlocked.Exchange(ref _feed, null)?.Leave(this);
}
