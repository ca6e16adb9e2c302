namespace Graph.Configuration;

/// <summary>A section that a feature reads; registered once for each, so that others can be named as unknown.</summary>
internal sealed record KnownSection(string Name);
