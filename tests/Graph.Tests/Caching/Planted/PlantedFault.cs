namespace Graph.Tests.Caching.Planted;

/// <summary>What can be made wrong with a run, so that its checks are seen to find it. Each is planted around the cache, never in it.</summary>
/// <remarks>Bugs in the cache itself are in tests/planted.</remarks>
internal enum PlantedFault
{
    None,

    /// <summary>A key's invalidation is acknowledged, and nothing falls.</summary>
    InvalidationSkipped,

    /// <summary>An upstream answers with what was there before the last write: to a reader that is a fill without its fence.</summary>
    AnswersOfBefore,
}
