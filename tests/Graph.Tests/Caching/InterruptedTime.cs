using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Caching;

/// <summary>A fake clock that does something once when it is next looked at: a way into the middle of a look-up or of an append, where
/// another thread would be.</summary>
internal sealed class InterruptedTime : FakeTimeProvider
{
    public Action? Interruption { get; set; }

    public override long GetTimestamp()
    {
        var interruption = Interruption;
        Interruption = null;
        interruption?.Invoke();
        return base.GetTimestamp();
    }
}
