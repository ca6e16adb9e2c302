using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Invalidation.Events;
using Graph.Tests.Caching;
using Graph.Tests.Upstreams;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Invalidation.Events;

/// <summary>An intake over a log that the test holds in its hands. Things are announced as <c>thing.updated</c>; the domain Others listens to
/// <c>both.updated</c> as well, and the domain Silent to nothing.</summary>
internal sealed class EventsWorld : IDisposable
{
    private readonly LoggerFactory _loggers;

    public EventsWorld(Action<EventsOptions>? configure = null, int maxNames = 1_000)
    {
        var options = new EventsOptions();
        configure?.Invoke(options);
        var invalidation = Options.Create(new InvalidationOptions { MaxNamesPerRecord = maxNames });
        Map = new EventMap(new SecretIds(invalidation));
        foreach (var domain in (string[])["Things", "Others", "Silent"])
        {
            Map.AddDomain(domain);
        }

        Map.Add("thing.updated", "Things", (change, stale) => stale.Changed(CacheWorld.Things, change).Tag("things:list"));
        Map.Add("both.updated", "Things", (_, stale) => stale.Tag("both"));
        Map.Add("both.updated", "Others", (_, stale) => stale.Tag("both").Tag("others"));
        Remembered = new RememberedEvents(Options.Create(options));
        _loggers = new LoggerFactory([Lines]);
        Intake = new EventIntake(Map, Log, Remembered, new IgnoredTypes(_loggers.CreateLogger<IgnoredTypes>()), invalidation);
    }

    public EventMap Map { get; }

    public FaultyLog Log { get; } = new();

    public RememberedEvents Remembered { get; }

    public EventIntake Intake { get; }

    public LogLines Lines { get; } = new();

    public static CloudEvent Event(string id, string type = "thing.updated", string? subject = null, string source = "/things", long? version = null) =>
        new(id, source, new ChangeEvent(type, subject ?? id, version, new Dictionary<string, string>()));

    public ValueTask<EventOutcome> TakeAsync(params CloudEvent[] events) => Intake.TakeAsync(events, TestContext.Current.CancellationToken);

    public void Dispose() => _loggers.Dispose();
}
