namespace Graph.Tests.Caching;

/// <summary>One step of a random schedule; what key and number mean depends on the action.</summary>
internal readonly record struct Step(int Action, int Key, int Number);
