using System.IO.Compression;
using System.Text;
using Graph.Domains.Abstractions;
using Microsoft.AspNetCore.Http;

namespace Graph.Tests.Upstreams;

public sealed class ResponseBodyTests
{
    [Theory]
    [InlineData(100, 100, true)]
    [InlineData(100, 101, false)]
    [InlineData(16_384, 16_384, true)]
    [InlineData(16_384, 16_385, false)]
    [InlineData(100_000, 100_000, true)]
    [InlineData(100_000, 100_001, false)]
    [InlineData(1_048_576, 1_048_576, true)]
    [InlineData(1_048_576, 1_048_577, false)]
    [InlineData(3_000_000, 3_000_000, true)]
    [InlineData(3_000_000, 3_000_001, false)]
    public async Task GetAsync_BodyAtTheLimit_IsReadAndNoFurther(int limit, int bytes, bool found)
    {
        await using var rig = await Rig.StartAsync($"MaxResponseBytes={limit}");
        rig.Stub.Then(StubUpstream.Json(Padded(bytes)));

        var result = await rig.GetAsync();

        Assert.Equal(found, result.IsFound);
        Assert.Equal(found ? null : ErrorCodes.UpstreamInvalidResponse, result.Failure?.Code);
    }

    [Theory]
    [InlineData(100, 100, true)]
    [InlineData(100, 101, false)]
    [InlineData(16_384, 16_384, true)]
    [InlineData(16_384, 16_385, false)]
    [InlineData(3_000_000, 3_000_000, true)]
    [InlineData(3_000_000, 3_000_001, false)]
    public async Task GetAsync_AnnouncedLength_IsHeldToTheLimit(int limit, int bytes, bool found)
    {
        await using var rig = await Rig.StartAsync($"MaxResponseBytes={limit}");
        rig.Stub.Then(context =>
        {
            context.Response.ContentLength = bytes;
            return context.Response.WriteAsync(Padded(bytes));
        });

        var result = await rig.GetAsync();

        Assert.Equal(found, result.IsFound);
    }

    [Fact]
    public async Task GetAsync_EndlessBody_EndsAtTheLimit()
    {
        await using var rig = await Rig.StartAsync("MaxResponseBytes=1000000");
        rig.Stub.Then(async context =>
        {
            var chunk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk);
            }
        });

        var result = await rig.GetAsync();

        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, result.Failure?.Code);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task GetAsync_Compressed_IsDecompressedAndCountedAfterwards(string encoding)
    {
        await using var rig = await Rig.StartAsync("MaxResponseBytes=1000");
        rig.Stub.Then(Compressed(encoding, Padded(1000))).Then(Compressed(encoding, Padded(1001)));

        var (fits, bomb) = (await rig.GetAsync(), await rig.GetAsync());

        Assert.True(fits.IsFound);
        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, bomb.Failure?.Code);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task GetAsync_NotWhatContentEncodingSays_IsInvalidResponse(string encoding)
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=0");
        rig.Stub.Then(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.WriteAsync("""{"id": "7", "size": 3}""");
        });

        var result = await rig.GetAsync();

        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, result.Failure?.Code);
    }

    private static string Padded(int bytes) => """{"id": "7", "size": 3}""".PadRight(bytes);

    private static RequestDelegate Compressed(string encoding, string body) => async context =>
    {
        context.Response.Headers.ContentEncoding = encoding;
        await using Stream stream = encoding switch
        {
            "gzip" => new GZipStream(context.Response.Body, CompressionLevel.Fastest),
            "br" => new BrotliStream(context.Response.Body, CompressionLevel.Fastest),
            _ => new ZLibStream(context.Response.Body, CompressionLevel.Fastest),
        };
        await stream.WriteAsync(Encoding.UTF8.GetBytes(body));
    };
}
