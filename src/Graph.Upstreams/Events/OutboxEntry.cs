namespace Graph.Upstreams.Events;

internal sealed record OutboxEntry(long Id, string Event);
