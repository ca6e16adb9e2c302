namespace Graph.Domains.Abstractions;

/// <summary>Where a slice stands in its list (Relay). Cursors are signed only when they are selected.</summary>
public sealed class PageInfo(bool hasNextPage, bool hasPreviousPage, Func<string>? start, Func<string>? end)
{
    /// <summary>Whether items follow.</summary>
    public bool HasNextPage => hasNextPage;

    /// <summary>Whether items come before.</summary>
    public bool HasPreviousPage => hasPreviousPage;

    /// <summary>The first item's cursor; null for an empty slice.</summary>
    public string? StartCursor => start?.Invoke();

    /// <summary>The last item's cursor; null for an empty slice.</summary>
    public string? EndCursor => end?.Invoke();
}
