using System.Threading.Channels;

namespace Graph.Upstreams.Tests.Support;

/// <summary>Waits for what must come, and fails instead of hanging when it does not.</summary>
internal static class Expected
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task<T> NextAsync<T>(ChannelReader<T> reader)
    {
        var cancellation = TestContext.Current.CancellationToken;
        return reader.ReadAsync(cancellation).AsTask().WaitAsync(Patience, cancellation);
    }
}
