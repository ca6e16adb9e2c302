namespace Graph.Upstreams.Lanes;

/// <summary>What may share a call: items of one kind, and of one owner.</summary>
/// <param name="Kind">Decides the size of a batch.</param>
/// <param name="Owner">Whose items they are; null where they are everybody's. A call never mixes owners.</param>
internal readonly record struct LaneGroup(int Kind, string? Owner = null);
