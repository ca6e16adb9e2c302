namespace Graph.Hosting;

/// <summary>Something that must hold before this instance takes traffic. Registered by each feature; <c>/health/ready</c> asks them all.</summary>
internal interface IReadinessCondition
{
    /// <summary>Shown in the answer of <c>/health/ready</c>, e.g. <c>schema</c>.</summary>
    string Name { get; }

    /// <summary>Null when it holds; otherwise why not, for people.</summary>
    string? NotReadyBecause { get; }

    /// <summary>Null when nothing is missing; otherwise what this instance serves without, for people. It takes traffic all the same.</summary>
    string? DegradedBecause => null;
}
