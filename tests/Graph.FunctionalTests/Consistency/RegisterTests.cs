using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Graph.TestKit.Register;

namespace Graph.FunctionalTests.Consistency;

/// <summary>The upstream of the consistency runs: what it says follows from the state that it has read, and it sees a key that is asked for twice at a time.</summary>
public sealed class RegisterTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<UpstreamOverlap> _overlaps = new();
    private readonly ConcurrentQueue<(string Caller, string Key, Stamp Stamp)> _answered = new();
    private RegisterUpstreams _upstreams = null!;
    private HttpClient _http = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _upstreams = await RegisterUpstreams.StartAsync(new RegisterOptions { ProductIds = ["1", "2"], Seed = 1, MaxDelay = TimeSpan.Zero });
        _upstreams.Overlapped += _overlaps.Enqueue;
        _upstreams.Answered += (caller, key, stamp) => _answered.Enqueue((caller, key, stamp));
        _http = new HttpClient { BaseAddress = _upstreams.AddressFor("a") };
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _upstreams.DisposeAsync();
    }

    [Fact]
    public async Task Batch_GivesEachStateByItsNumber_AndLeavesOutWhatIsNotThere()
    {
        _upstreams.Truth.Write("product:1");
        _upstreams.Truth.Delete("product:2");

        var products = await GetAsync("/products?ids=1,2,9");

        var product = Assert.Single(products.EnumerateArray());
        Assert.Equal(("1", 2, "1@2"), (product.GetProperty("id").GetString(), product.GetProperty("version").GetInt32(), product.GetProperty("name").GetString()));
        Assert.Equal(["product:1 2 True", "product:2 2 False", "product:9 0 False"], _answered.Select(read => $"{read.Key} {read.Stamp.Number} {read.Stamp.Exists}"));
    }

    [Fact]
    public async Task Reviews_HaveTheListsNumberAsTheirTotal_AndNothingWhereItIsEmpty()
    {
        _upstreams.Truth.Write("reviews:product:1", "review:1b");
        _upstreams.Truth.Delete("reviews:product:2");

        var pages = await GetAsync("/reviews?productIds=1,2&first=2");

        Assert.Equal([2, 0], pages.EnumerateArray().Select(page => page.GetProperty("total").GetInt32()));
        Assert.Equal(["1a@1", "1b@2"], pages[0].GetProperty("items").EnumerateArray().Select(item => item.GetProperty("body").GetString()));
        Assert.Empty(pages[1].GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Single_KnownToTheCaller_IsNotModified()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/a/products/1");
        request.Headers.TryAddWithoutValidation("If-None-Match", "\"1\"");
        using var same = await _http.SendAsync(request, Stop);
        _upstreams.Truth.Write("product:1");
        using var changed = await _http.GetAsync("/a/products/1", Stop);
        _upstreams.Truth.Delete("product:1");
        using var gone = await _http.GetAsync("/a/products/1", Stop);

        Assert.Equal([HttpStatusCode.NotModified, HttpStatusCode.OK, HttpStatusCode.NotFound], new[] { same, changed, gone }.Select(answer => answer.StatusCode));
        Assert.Equal("\"2\"", changed.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Writes_MakeANewState()
    {
        using var patched = await _http.PatchAsync("/a/products/1", Json("""{"name": "x"}"""), Stop);
        using var adjusted = await _http.PostAsync("/a/inventory/1/adjust", Json("""{"delta": 1}"""), Stop);
        using var added = await _http.PostAsync("/a/reviews", Json("""{"productId": "1", "authorId": "1", "rating": 5, "body": "b"}"""), Stop);

        Assert.Equal((2, 2, 2), (_upstreams.Truth.Read("product:1").Number, _upstreams.Truth.Read("inventory:1").Number, _upstreams.Truth.Read("reviews:product:1").Number));
        Assert.Contains("1@2", await added.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PatchOfAnOlderVersion_IsAConflict_AndWritesNothing()
    {
        _upstreams.Truth.Write("product:1");
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/a/products/1") { Content = Json("{}") };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");

        using var refused = await _http.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(2, _upstreams.Truth.Read("product:1").Number);
    }

    [Fact]
    public void KeyInTwoCallsOfOneCaller_IsToldOnceTheFirstIsAnswered()
    {
        var running = new RunningCalls(_overlaps.Enqueue);
        var first = running.Begin("a", ["product:1", "product:2"]);
        var other = running.Begin("b", ["product:1"]);
        var second = running.Begin("a", ["product:2"]);
        running.End(other, wasAnswered: true);
        Assert.Empty(_overlaps);

        running.End(first, wasAnswered: true);
        running.End(second, wasAnswered: true);

        Assert.Equal(new UpstreamOverlap("a", "product:2", first.At, second.At), Assert.Single(_overlaps));
    }

    [Fact]
    public void KeyInTwoCallsOfOneCaller_TheFirstWasGivenUp_IsNot()
    {
        var running = new RunningCalls(_overlaps.Enqueue);
        var first = running.Begin("a", ["product:1"]);
        running.Begin("a", ["product:1"]);

        running.End(first, wasAnswered: false);

        Assert.Empty(_overlaps);
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    private async Task<JsonElement> GetAsync(string path) => JsonDocument.Parse(await _http.GetStringAsync("/a" + path, Stop)).RootElement;
}
