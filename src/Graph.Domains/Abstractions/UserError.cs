namespace Graph.Domains.Abstractions;

/// <summary>An expected failure of a mutation, typed in its payload.</summary>
/// <param name="Message">For people.</param>
public abstract record UserError(string Message);
