namespace Graph.Domains.Abstractions;

/// <summary>Makes results where the type cannot be converted implicitly, as for interfaces.</summary>
public static class LoadResults
{
    internal static readonly object UnchangedMark = new();

    /// <summary>A value.</summary>
    public static LoadResult<T> Found<T>(T value) => value;

    /// <summary>The same failure for each of a batch's keys.</summary>
    public static LoadResult<T>[] AllFailed<T>(int count, Failure failure)
    {
        var results = new LoadResult<T>[count];
        Array.Fill(results, failure);
        return results;
    }
}
