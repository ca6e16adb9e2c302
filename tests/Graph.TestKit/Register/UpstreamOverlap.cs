namespace Graph.TestKit.Register;

/// <summary>One key was in two calls of one caller at a time.</summary>
/// <param name="Caller">The first segment of the calls' paths.</param>
/// <param name="Resource">What both asked for.</param>
/// <param name="First">When the first one came.</param>
/// <param name="Second">When the second one came: the first was neither answered nor given up.</param>
public sealed record UpstreamOverlap(string Caller, string Resource, long First, long Second);
