using System.Collections.Concurrent;
using System.Net;
using Graph.TestKit;

namespace Graph.FunctionalTests.Subscriptions;

/// <summary>Very many clients that watch one product.</summary>
internal sealed class Crowd(IPEndPoint graph) : IDisposable
{
    private const int AtOnce = 64;

    private readonly ConcurrentBag<CrowdMember> _members = [];
    private readonly ConcurrentDictionary<int, int> _told = new();
    private int _lost;

    public IReadOnlyCollection<CrowdMember> Members => _members;

    public int LostCount => Volatile.Read(ref _lost);

    /// <summary>Lets more come, and is done when each of them has been told the state.</summary>
    public async Task GrowAsync(int members)
    {
        var before = _members.Count;
        await Parallel.ForEachAsync(Enumerable.Range(0, members), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
        {
            var member = new CrowdMember(this);
            _members.Add(member);
            await member.ConnectAsync(graph);
        });
        await Patience.UntilAsync(
            () => Task.FromResult(_members.All(member => member.Results > 0)),
            () => $"{_members.Count(member => member.Results == 0)} of {before + members} have not been told the state; {LostCount} were lost");
    }

    /// <summary>Waits until each has been told a version.</summary>
    public Task UntilAllToldAsync(int version) => Patience.UntilAsync(
        () => Task.FromResult(_told.GetValueOrDefault(version) >= _members.Count),
        () => $"{_told.GetValueOrDefault(version)} of {_members.Count} were told version {version}; {LostCount} were lost");

    public void Told(int version) => _told.AddOrUpdate(version, 1, (_, count) => count + 1);

    public void Lost(CrowdMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        Interlocked.Increment(ref _lost);
    }

    public void Dispose()
    {
        foreach (var member in _members)
        {
            member.Dispose();
        }
    }
}
