namespace Graph.Domains.Abstractions;

/// <summary>An item with its cursor (Relay).</summary>
/// <param name="Cursor">Opaque and signed.</param>
/// <param name="Node">The item.</param>
/// <typeparam name="TItem">The record behind the item's type.</typeparam>
public sealed record Edge<TItem>(string Cursor, TItem Node) where TItem : class;
