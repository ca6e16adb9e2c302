namespace Graph.Tests.Invalidation.Shared.Schedules;

/// <summary>One step of a random schedule; what key and number mean depends on the action.</summary>
internal readonly record struct LogStep(int Action, int Who, int Key, int Number);
