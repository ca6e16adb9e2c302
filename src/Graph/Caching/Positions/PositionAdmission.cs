using Graph.Domains.Abstractions;

namespace Graph.Caching.Positions;

/// <summary>How a request with a position may go on.</summary>
/// <param name="PassesCaches">Whether it has to read past every cache and running fetch, since its position does not compare with this
/// instance's.</param>
/// <param name="Refusal">Why it may not.</param>
/// <param name="Failure">The same for the client; null when it may.</param>
internal readonly record struct PositionAdmission(bool PassesCaches, PositionRefusal Refusal, Failure? Failure)
{
    public static readonly PositionAdmission Admitted;

    public static readonly PositionAdmission PastCaches = new(true, default, null);

    public static PositionAdmission Refused(PositionRefusal refusal, Failure failure) => new(false, refusal, failure);
}
