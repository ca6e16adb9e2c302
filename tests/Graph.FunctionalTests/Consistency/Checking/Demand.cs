namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>A read may not be of an earlier state than this, by one of the rules; 0 demands nothing.</summary>
internal readonly record struct Demand(Rule Rule, int State);
