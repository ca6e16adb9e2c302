namespace Graph.Domains.Abstractions;

/// <summary>A <see cref="LoadResult{T}"/> without its type: how the engine sees the elements of a list that fail one by one.</summary>
public interface ILoadResult
{
    /// <summary>The value; null when not found or failed.</summary>
    object? Value { get; }

    /// <summary>Why there is no value; null when found or not found.</summary>
    Failure? Failure { get; }
}
