using System.Diagnostics;

namespace Graph.Benchmarks.Realtime;

/// <summary>How far all subscribers of one server have got. A phase is a number of changes, by the versions that they make.</summary>
internal sealed class Progress(int subscribers)
{
    private Phase _phase = new(0, 0, subscribers);
    private long _messages;
    private int _lost;

    /// <summary>Messages that told a state.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Begins to count changes after a version.</summary>
    public Phase Begin(int version, int changes)
    {
        var phase = new Phase(version, changes, subscribers);
        Volatile.Write(ref _phase, phase);
        return phase;
    }

    /// <summary>Notes a message. Called by one thread at a time for one subscriber.</summary>
    public void Told(SubscriberSocket subscriber, int version)
    {
        Interlocked.Increment(ref _messages);
        if (version > subscriber.Version)
        {
            var before = subscriber.Version;
            subscriber.Version = version;
            Volatile.Read(ref _phase).Told(before, version, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Notes the end of a connection.</summary>
    public void Lost(bool isLeaving)
    {
        if (!isLeaving)
        {
            Interlocked.Increment(ref _lost);
            Volatile.Read(ref _phase).Fail(new InvalidOperationException($"The server has closed {_lost} connections."));
        }
    }
}
