using Graph.Cluster;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Graph.Invalidation.Events;

/// <summary>Change events from a Redis Stream, so that an upstream team need not call HTTP. Instances share it by a consumer group; an event
/// leaves the group only once the log has it, so one that is cut short comes again.</summary>
internal sealed class EventStream(
    RedisLink link,
    CloudEventReader reader,
    EventIntake intake,
    IOptions<EventsOptions> options,
    TimeProvider time,
    ILogger<EventStream> logger) : BackgroundService
{
    private const string Field = "event";
    private const string AlreadyThere = "BUSYGROUP";
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    private readonly RedisValue _self = Guid.NewGuid().ToString("n");
    private RedisValue _reclaimFrom = "0-0";
    private long _reclaimAt;
    private bool _hasGroup;

    private RedisKey Stream => options.Value.Stream!;

    private RedisValue Group => options.Value.StreamGroup;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFailing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = options.Value.StreamPoll;
            try
            {
                wait = await TakeSomeAsync(stoppingToken) ? TimeSpan.Zero : wait;
                isFailing = false;
            }
            catch (Exception away) when (away is RedisException or TimeoutException or LogUnavailableException)
            {
                _hasGroup = false; // the server may have lost it
                wait = RetryEvery;
                if (!isFailing)
                {
                    isFailing = true;
                    Log.StreamUnavailable(logger, options.Value.Stream!, away is LogUnavailableException ? away.Message : away.GetType().Name);
                }
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether there was anything.</returns>
    private async Task<bool> TakeSomeAsync(CancellationToken stopping)
    {
        if (!_hasGroup)
        {
            await JoinGroupAsync();
        }

        var entries = await ReclaimAsync();
        if (entries.Length == 0)
        {
            entries = await BoundedAsync(database => database.StreamReadGroupAsync(Stream, Group, _self, ">", options.Value.MaxBatch));
        }

        if (entries.Length == 0)
        {
            return false;
        }

        var events = entries.SelectMany(EventsOf).ToArray();
        if (events.Length > 0)
        {
            await intake.TakeAsync(events, stopping);
        }

        await BoundedAsync(database => database.StreamAcknowledgeAsync(Stream, Group, [.. entries.Select(entry => entry.Id)]));
        return true;
    }

    private async Task JoinGroupAsync()
    {
        try
        {
            // From the beginning: what was written before any instance had started is news too.
            await BoundedAsync(database => database.StreamCreateConsumerGroupAsync(Stream, Group, StreamPosition.Beginning));
        }
        catch (RedisServerException known) when (known.Message.StartsWith(AlreadyThere, StringComparison.Ordinal))
        {
            // another instance was first
        }

        _hasGroup = true;
    }

    private async Task<StreamEntry[]> ReclaimAsync()
    {
        if (time.GetTimestamp() < _reclaimAt)
        {
            return [];
        }

        var claimed = await BoundedAsync(database => database.StreamAutoClaimAsync(
            Stream, Group, _self, (long)options.Value.StreamReclaim.TotalMilliseconds, _reclaimFrom, options.Value.MaxBatch));
        _reclaimFrom = claimed.NextStartId;
        if (claimed.ClaimedEntries.Length == 0)
        {
            _reclaimAt = time.GetTimestamp() + (long)(options.Value.StreamReclaim.TotalSeconds / 2 * time.TimestampFrequency);
        }

        return claimed.ClaimedEntries;
    }

    /// <summary>The event of an entry; nothing for one that can't be read, which would only come again and again.</summary>
    private IReadOnlyList<CloudEvent> EventsOf(StreamEntry entry)
    {
        var json = (byte[]?)entry[Field];
        var reading = json is null || json.Length > options.Value.MaxBodyBytes
            ? EventRefusal.Malformed($"the field '{Field}' is missing or larger than Events:MaxBodyBytes")
            : reader.Read(json, isBatch: false);
        if (reading.Events is { } events)
        {
            return events;
        }

        EventMetrics.Count(EventMetrics.OtherType, EventResult.Refused);
        Log.StreamEntryRefused(logger, options.Value.Stream!, entry.Id.ToString(), reading.Refusal!.Reason);
        return [];
    }

    private Task<T> BoundedAsync<T>(Func<IDatabase, Task<T>> run) => run(link.Database).WaitAsync(link.Options.LogTimeout, time);
}
