using Graph.Invalidation;
using Graph.Upstreams.Configuration;

namespace Graph.ChangeDetection;

/// <summary>Looks for one upstream's changes again and again, for as long as the process runs.</summary>
internal sealed class FeedWatch(ChangeFeed feed, DetectChangesOptions options, FeedRound round, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private long _wholeAt = time.GetTimestamp();
    private int _failures;
    private volatile bool _isMine;

    public string Upstream => feed.Domain;

    /// <summary>How long ago everything was known; null while another instance looks.</summary>
    public TimeSpan? Lag => _isMine ? time.GetElapsedTime(Volatile.Read(ref _wholeAt)) : null;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            var look = await LookAsync(stopping);
            Note(look);
            if (look.Result == PollResult.Absent)
            {
                return;
            }

            await Task.Delay(Pause(), time, stopping);
        }
    }

    private async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        try
        {
            var look = await round.RunAsync(stopping);
            _isMine = look.Result is not null;
            if (look.IsWhole || !_isMine)
            {
                Volatile.Write(ref _wholeAt, began); // of another instance's looks nothing is known here, and the lag is not told
            }

            return look;
        }
        catch (LogUnavailableException away)
        {
            return new Look(PollResult.LogUnavailable, away.Message);
        }
#pragma warning disable CA1031 // The boundary of a domain's code (what an event makes stale): its defect must not end the watch, let alone the process.
        catch (Exception defect) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // Its message may hold an id that is a secret, as "the given key was not present" does.
            return new Look(PollResult.Failed, $"A defect, {defect.GetType()}:{Environment.NewLine}{defect.StackTrace}");
        }
    }

    /// <summary>Counts it, and says what is new about it: a look that fails like the one before is no news.</summary>
    private void Note(Look look)
    {
        if (look.Result is { } result)
        {
            DetectionMetrics.Polled(feed.Domain, result);
        }

        if (look.Problem is { } problem)
        {
            if (_failures++ == 0)
            {
                Log.FeedFailing(logger, feed.Domain, problem);
            }

            return;
        }

        if (_failures > 0 && look.IsWhole)
        {
            Log.FeedRecovered(logger, feed.Domain);
        }

        _failures = 0;
        switch (look.Result)
        {
            case PollResult.Absent:
                _isMine = false;
                Log.FeedAbsent(logger, feed.Domain, feed.Path);
                break;
            case PollResult.Overflow:
                Log.FeedOverflow(logger, feed.Domain, options.MaxPages);
                break;
        }
    }

    // Doubled with each failure in a row; never shorter than the rhythm itself.
    private TimeSpan Pause()
    {
        var longest = options.Every > LongestPause ? options.Every : LongestPause;
        var pause = options.Every * Math.Pow(2, Math.Min(_failures, 20));
        return pause < longest ? pause : longest;
    }
}
