using Graph.Invalidation;

namespace Graph.Caching.Flights;

/// <summary>The start of a fetch, by which everything that it brings is judged.</summary>
/// <param name="Mark">The log.</param>
/// <param name="Order">How many versions had been let through.</param>
/// <param name="At">The clock (a <see cref="TimeProvider"/> timestamp).</param>
internal readonly record struct BatchStart(Mark Mark, long Order, long At);
