namespace Graph.Domains.Abstractions;

/// <summary>An entity as a subscription finds it: at its start, and after each change.</summary>
/// <param name="Id">The id that was asked for.</param>
/// <param name="Result">What there is of it now; not found where it is unknown, or gone.</param>
/// <param name="Viewer">Who subscribes; null when anonymous, and wherever many share the answer.</param>
/// <typeparam name="T">The record behind the entity.</typeparam>
public sealed record EntityState<T>(string Id, LoadResult<T> Result, Viewer? Viewer) where T : class;
