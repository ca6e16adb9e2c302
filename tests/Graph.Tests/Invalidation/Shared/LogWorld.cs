using Graph.Cluster;
using Graph.Invalidation;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>A log server and two instances that have read it.</summary>
internal sealed class LogWorld
{
    private readonly InvalidationOptions? _options;

    public LogWorld(InvalidationOptions? options = null)
    {
        _options = options;
        Time.SetUtcNow(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Server = new LogServer(Time);
        (A, B) = (Start(), Start());
    }

    public PausedTime Time { get; } = new();

    public LogServer Server { get; }

    public Instance A { get; }

    public Instance B { get; }

    /// <summary>One more instance, which has caught up.</summary>
    public Instance Start()
    {
        var instance = new Instance(Server, Time, _options, new RedisOptions { MaxOutbox = 3 });
        Assert.True(instance.Look());
        return instance;
    }

    /// <summary>Records that concern nobody, so that positions grow.</summary>
    public void Fill(int count)
    {
        for (var i = 0; i < count; i++)
        {
            A.Append(Instance.Kill("nobody"));
        }
    }

    public void LookAll()
    {
        Assert.True(A.Look());
        Assert.True(B.Look());
    }
}
