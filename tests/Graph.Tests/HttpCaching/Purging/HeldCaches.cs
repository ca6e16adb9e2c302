using System.Collections.Concurrent;
using System.Net;
using Graph.TestKit;

namespace Graph.Tests.HttpCaching.Purging;

/// <summary>Shared caches by host name, that note what they are told, and are away when a test wants them to be.</summary>
internal sealed class HeldCaches : HttpMessageHandler
{
    private readonly ConcurrentQueue<(string Host, string Names)> _told = new();
    private readonly ConcurrentQueue<string> _tried = new();
    private readonly ConcurrentDictionary<string, bool> _away = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _held = new();

    public void Fail(string host) => _away[host] = true;

    public void Heal(string host) => _away.TryRemove(host, out _);

    public TaskCompletionSource Hold(string host) => _held[host] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The headers of the purges that a cache has taken.</summary>
    public IReadOnlyList<string> Told(string host) => [.. _told.Where(told => told.Host == host).Select(told => told.Names)];

    public HashSet<string> Names(string host) => [.. Told(host).SelectMany(names => names.Split(' '))];

    public int Tried(string host) => _tried.Count(tried => tried == host);

    public Task UntilTriedAsync(string host, int times) => UntilAsync(() => Tried(host) >= times);

    public async Task UntilToldAsync(string host, params string[] names)
    {
        await UntilAsync(() => Told(host).Count >= names.Length);
        Assert.Equal(names, Told(host));
    }

    public Task UntilAsync(Func<bool> holds) => Patience.UntilAsync(
        () => Task.FromResult(holds()), () => $"tried: {string.Join(", ", _tried)}; told: {string.Join(", ", _told)}");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("PURGE", request.Method.Method);
        var host = request.RequestUri!.Host;
        _tried.Enqueue(host);
        if (_held.TryGetValue(host, out var held))
        {
            await held.Task.WaitAsync(cancellationToken);
        }

        if (_away.ContainsKey(host))
        {
            throw new HttpRequestException("away");
        }

        _told.Enqueue((host, request.Headers.GetValues("Surrogate-Key").Single()));
        return new HttpResponseMessage(HttpStatusCode.OK);
    }
}
