using System.Text;
using System.Text.Json;
using Graph.Invalidation.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Invalidation.Events;

public sealed class CloudEventReaderTests
{
    private const string Good = """{"specversion":"1.0","id":"1","source":"/things","type":"thing.updated"}""";

    [Fact]
    public void Read_WholeEvent_HasAllThatTheGraphReads()
    {
        var read = Assert.Single(Read("""
            {"specversion": "1.0", "id": "e-1", "source": "/products", "type": "product.updated", "subject": "123", "time": "2026-01-01T00:00:00Z",
             "datacontenttype": "application/json", "traceparent": "00-…", "sequence": 7,
             "data": {"version": 8, "category": "shoes", "price": 12.50, "sold": true, "gone": false, "brand": null, "tags": ["a"], "seller": {"id": "1"}}}
            """).Events!);

        Assert.Equal(("e-1", "/products", "product.updated"), (read.Id, read.Source, read.Type));
        Assert.Equal(("123", 8L), (read.Change.Subject, read.Change.Version));
        Assert.Equal(
            ["category=shoes", "gone=false", "price=12.50", "sold=true"], read.Change.Data.Select(member => $"{member.Key}={member.Value}").Order());
    }

    [Fact]
    public void Read_AbsentOrNull_AreTheSame()
    {
        var bare = Assert.Single(Read(Good).Events!);
        var nulls = Assert.Single(Read(With(""" "subject":null,"data":null,"data_base64":null """)).Events!);
        var nullVersion = Assert.Single(Read(With(""" "data":{"version":null} """)).Events!);

        Assert.All([bare, nulls, nullVersion], read => Assert.Equal((null, null, 0), (read.Change.Subject, read.Change.Version, read.Change.Data.Count)));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Read_Version_MayBeAnyWholeNumberFromZeroUp(string json, long version) =>
        Assert.Equal(version, Assert.Single(Read(With($$""" "data":{"version":{{json}}} """)).Events!).Change.Version);

    [Fact]
    public void Read_Batch_KeepsTheOrder()
    {
        var body = string.Join(',', Enumerable.Range(0, 5).Select(i => Good.Replace("\"1\"", $"\"{i}\"", StringComparison.Ordinal)));

        Assert.Equal(["0", "1", "2", "3", "4"], Read($"[{body}]", isBatch: true).Events!.Select(read => read.Id));
        Assert.Empty(Read("[]", isBatch: true).Events!);
    }

    [Theory]
    [InlineData("null", "JSON object")]
    [InlineData("[]", "JSON object")]
    [InlineData("\"event\"", "JSON object")]
    [InlineData("{}", "'specversion' is missing")]
    [InlineData("""{"specversion":"0.3","id":"1","source":"/a","type":"t"}""", "'specversion' must be \"1.0\"")]
    [InlineData("""{"specversion":1.0,"id":"1","source":"/a","type":"t"}""", "'specversion'")]
    [InlineData("""{"specversion":"1.0","source":"/a","type":"t"}""", "'id' is missing")]
    [InlineData("""{"specversion":"1.0","id":null,"source":"/a","type":"t"}""", "'id' is missing")]
    [InlineData("""{"specversion":"1.0","id":"","source":"/a","type":"t"}""", "'id' must be a string of 1 to 1024")]
    [InlineData("""{"specversion":"1.0","id":7,"source":"/a","type":"t"}""", "'id' must be a string")]
    [InlineData("""{"specversion":"1.0","id":"a\nb","source":"/a","type":"t"}""", "'id' has a control character")]
    [InlineData("""{"specversion":"1.0","id":"1","type":"t"}""", "'source' is missing")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"","type":"t"}""", "'source' must be a string")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a"}""", "'type' is missing")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","Type":"t"}""", "'type' is missing")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t\u0000"}""", "'type' has a control character")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","subject":7}""", "'subject' must be a string")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","subject":""}""", "'subject' must be a string")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","subject":{}}""", "'subject' must be a string")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data":"text"}""", "'data' must be a JSON object")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data":[1]}""", "'data' must be a JSON object")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data_base64":"AA=="}""", "'data_base64'")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data":{"version":"8"}}""", "'data.version'")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data":{"version":-1}}""", "'data.version'")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data":{"version":1.5}}""", "'data.version'")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data":{"version":9223372036854775808}}""", "'data.version'")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data":{"version":true}}""", "'data.version'")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","subject":"\ud800"}""", "no valid Unicode")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data":{"category":"\udc00"}}""", "no valid Unicode")]
    public void Read_BadEvent_IsRefusedWithItsIndexAndWhy(string bad, string problem)
    {
        var single = Read(bad).Refusal;
        var batch = Read($"[{Good},{bad},{Good},{{}}]", isBatch: true);

        Assert.Equal((StatusCodes.Status400BadRequest, 0), (single?.Status, single?.Index));
        Assert.Contains(problem, single!.Reason, StringComparison.Ordinal);
        Assert.Equal((StatusCodes.Status400BadRequest, 1), (batch.Refusal?.Status, batch.Refusal?.Index));
        Assert.Contains("Event 1 ", batch.Refusal!.Reason, StringComparison.Ordinal);
        Assert.Null(batch.Events);
    }

    [Theory]
    [InlineData("id", 1_024)]
    [InlineData("source", 1_024)]
    [InlineData("subject", 1_024)]
    [InlineData("type", 256)]
    public void Read_TextsAtTheirLimit_AreTaken_AndNoLongerOnes(string name, int limit)
    {
        Assert.NotNull(Read(Of(limit)).Events);
        Assert.Contains($"'{name}'", Read(Of(limit + 1)).Refusal!.Reason, StringComparison.Ordinal);

        string Of(int length)
        {
            var members = JsonSerializer.Deserialize<Dictionary<string, string>>(Good)!;
            members[name] = new string('x', length);
            return JsonSerializer.Serialize(members);
        }
    }

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("{", "line 1")]
    [InlineData("""{"specversion":"1.0",}""", "line 1")]
    [InlineData("{} {}", "line 1")]
    [InlineData("// comment\n{}", "line 1")]
    [InlineData("\u00ff\u0000", "line 1")]
    [InlineData("""{"id":"1","id":"2"}""", "twice")]
    [InlineData("""{"data":{"version":1,"version":2}}""", "twice")]
    [InlineData("""{"\ud800":"1"}""", "Unicode")]
    public void Read_NoJson_IsRefusedAsAWhole(string body, string reason)
    {
        var refusal = Read(body).Refusal;

        Assert.Equal((StatusCodes.Status400BadRequest, null), (refusal?.Status, refusal?.Index));
        Assert.Contains(reason, refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NestedTooDeeply_IsRefused() =>
        Assert.NotNull(Read(With($""" "data":{string.Concat(Enumerable.Repeat("{\"a\":", 100))}1{new string('}', 100)} """)).Refusal);

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"[]\"")]
    public void Read_BatchThatIsNoArray_IsRefused(string body) =>
        Assert.Contains("JSON array", Read(body, isBatch: true).Refusal!.Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData(3, null)]
    [InlineData(4, StatusCodes.Status413PayloadTooLarge)]
    public void Read_BatchPastItsLimit_IsRefusedWithTheSetting(int count, int? status)
    {
        var reader = new CloudEventReader(Options.Create(new EventsOptions { MaxBatch = 3 }));

        var refusal = reader.Read(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(Good, count))}]"), isBatch: true).Refusal;

        Assert.Equal(status, refusal?.Status);
        Assert.True(status is null || refusal!.Reason.Contains("Events:MaxBatch", StringComparison.Ordinal));
    }

    private static string With(string members) => $"{Good[..^1]},{members}}}";

    private static EventReading Read(string body, bool isBatch = false) =>
        new CloudEventReader(Options.Create(new EventsOptions())).Read(Encoding.UTF8.GetBytes(body), isBatch);
}
