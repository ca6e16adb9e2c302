using System.Text;
using Graph.Domains.Abstractions;
using Graph.Execution.Results;

namespace Graph.Tests.Execution.Results;

/// <summary>The length that is told before anything is written.</summary>
public sealed class ResultWriterTests
{
    private static readonly OperationIdentity Query = new("query", "q");

    [Fact]
    public void LengthOf_DataAlone_IsWhatIsWritten()
    {
        var result = Result("""{"name":"Café"}""");

        Assert.Equal("""{"data":{"name":"Café"}}""", result.Json());
        Assert.Equal(Encoding.UTF8.GetByteCount(result.Json()), ResultWriter.LengthOf(result));
    }

    [Fact]
    public void LengthOf_AnythingBesideData_IsNotKnown()
    {
        var error = new GraphError(ErrorCodes.UpstreamTimeout, "late");

        Assert.Null(ResultWriter.LengthOf(Result("{}") with { Errors = [error] }));
        Assert.Null(ResultWriter.LengthOf(Result("{}") with { IsOptimistic = true }));
        Assert.Null(ResultWriter.LengthOf(Result("{}") with { Data = null }));
        Assert.Null(ResultWriter.LengthOf(OperationResult.Refused(ResultOutcome.BadRequest, error)));
    }

    private static OperationResult Result(string data) => OperationResult.Executed(
        new SharedData(Encoding.UTF8.GetBytes(data)), [], Query, new Dictionary<string, TimeSpan>(StringComparer.Ordinal));
}
