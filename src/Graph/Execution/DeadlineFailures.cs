using System.Globalization;
using Graph.Domains.Abstractions;

namespace Graph.Execution;

/// <summary>What the fields of a mutation fail with that its deadline has kept from their end. What ran before stays.</summary>
internal sealed class DeadlineFailures(LimitOptions limits)
{
    private readonly string _tooLong = Message(limits);

    /// <summary>A mutation that was not begun.</summary>
    public Failure NotRun => new(ErrorCodes.RequestTimeout, $"Not run. {_tooLong}");

    /// <summary>A field of an earlier mutation's payload.</summary>
    public Failure NotRead => new(ErrorCodes.RequestTimeout, $"Not read. {_tooLong}");

    /// <summary>A mutation that was under way: it may have written, and may yet.</summary>
    public Failure Interrupted => new(ErrorCodes.OutcomeUnknown, $"Whether this was written is not known. {_tooLong} Read before you repeat it.");

    public static string Message(LimitOptions limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"The request took longer than {limits.RequestTimeout.TotalSeconds} s ({LimitOptions.SectionName}:{nameof(limits.RequestTimeout)}).");
}
