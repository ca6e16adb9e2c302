using System.Diagnostics;

namespace Graph.Benchmarks.Realtime;

/// <summary>One server with all its subscribers, through warm-up, saturation and a moderate rate.</summary>
internal sealed class FanOut(FanOutOptions options, MeasuredServer server)
{
    private const int HandshakesAtOnce = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Progress _progress = new(options.Subscribers);

    public async Task<FanOutResult> MeasureAsync(TimeSpan warmUp)
    {
        using var changes = await ChangeSource.OpenAsync(server);
        var subscribers = await OpenAsync();
        try
        {
            var version = await ReadyAsync(changes);
            var warm = Stopwatch.StartNew();
            while (warm.Elapsed < warmUp)
            {
                version = await SaturateAsync(changes, version, Math.Max(options.Window, 20));
            }

            return await MeasureAsync(changes, version);
        }
        finally
        {
            Array.ForEach(subscribers, subscriber => subscriber.Dispose());
        }
    }

    private async Task<FanOutResult> MeasureAsync(ChangeSource changes, int version)
    {
        using var process = Process.GetProcessById(server.ProcessId);
        using var own = Process.GetCurrentProcess();
        GC.Collect();
        var (messages, serverCpu, ownCpu, clock) = (_progress.Messages, process.TotalProcessorTime, own.TotalProcessorTime, Stopwatch.StartNew());
        version = await SaturateAsync(changes, version, options.Changes);
        var elapsed = clock.Elapsed;
        process.Refresh();
        own.Refresh();
        messages = _progress.Messages - messages;
        (serverCpu, ownCpu) = (process.TotalProcessorTime - serverCpu, own.TotalProcessorTime - ownCpu);

        var delays = await PaceAsync(changes, version);
        return new FanOutResult(
            messages / elapsed.TotalSeconds, (double)messages / options.Changes / options.Subscribers,
            delays[delays.Length / 2], delays[(int)(delays.Length * 0.99)],
            serverCpu.TotalMicroseconds / messages, ownCpu.TotalMicroseconds / messages, ownCpu / elapsed);
    }

    private async Task<SubscriberSocket[]> OpenAsync()
    {
        var subscribers = new SubscriberSocket[options.Subscribers];
        await Parallel.ForAsync(0, subscribers.Length, new ParallelOptions { MaxDegreeOfParallelism = HandshakesAtOnce }, async (i, _) =>
            subscribers[i] = await SubscriberSocket.OpenAsync(server.Address, _progress));
        return subscribers;
    }

    /// <summary>Makes changes until one has reached everyone: a server that tells no state at the start does not say when it has begun.</summary>
    private async Task<int> ReadyAsync(ChangeSource changes)
    {
        for (var tries = 0; ; tries++)
        {
            var version = await changes.ChangeAsync();
            var phase = _progress.Begin(version, 1);
            version = await changes.ChangeAsync();
            try
            {
                await phase.ToldAll(0).WaitAsync(TimeSpan.FromSeconds(5));
                return version;
            }
            catch (TimeoutException) when (tries < 10)
            {
                // some had not subscribed yet
            }
        }
    }

    /// <summary>Makes changes as fast as they have reached everyone, a few under way at once.</summary>
    private async Task<int> SaturateAsync(ChangeSource changes, int version, int count)
    {
        var phase = _progress.Begin(version, count);
        var asked = new Task<int>[count];
        for (var i = 0; i < count; i++)
        {
            if (i >= options.Window)
            {
                await phase.ToldAll(i - options.Window).WaitAsync(Patience);
            }

            phase.Asked(i, Stopwatch.GetTimestamp());
            asked[i] = changes.ChangeAsync();
        }

        await Task.WhenAll(asked);
        await phase.ToldAll(count - 1).WaitAsync(Patience);
        return version + count;
    }

    /// <summary>Makes changes at a steady rate; a change that is late counts from when it was due.</summary>
    private async Task<double[]> PaceAsync(ChangeSource changes, int version)
    {
        var phase = _progress.Begin(version, options.Timed);
        var (start, between) = (Stopwatch.GetTimestamp(), Stopwatch.Frequency / options.Rate);
        for (var i = 0; i < options.Timed; i++)
        {
            var due = start + (long)(i * between);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early)
            {
                await Task.Delay(early, TimeProvider.System);
            }

            phase.Asked(i, Math.Min(due, Stopwatch.GetTimestamp()));
            await changes.ChangeAsync();
        }

        await phase.ToldAll(options.Timed - 1).WaitAsync(Patience);
        return phase.Delays();
    }
}
