using Graph.Execution.Persisted;

namespace Graph.Tests.Execution.Persisted;

public sealed class RememberedDocumentsTests
{
    [Fact]
    public void Add_MoreThanMaxDocuments_ForgetsWhatWasNotUsedForLongest()
    {
        var documents = new RememberedDocuments(maxDocuments: 2, maxBytes: 1_000);
        Add(documents, "a");
        Add(documents, "b");
        Assert.True(Knows(documents, "a"));

        Add(documents, "c");

        Assert.Equal((true, false, true), (Knows(documents, "a"), Knows(documents, "b"), Knows(documents, "c")));
        Assert.Equal(2, documents.Count);
    }

    [Fact]
    public void Add_MoreThanMaxBytes_ForgetsUntilItFits()
    {
        var documents = new RememberedDocuments(maxDocuments: 100, maxBytes: 10);
        Add(documents, "aaaa");
        Add(documents, "bbbb");

        Add(documents, "ääää"); // 8 bytes

        Assert.Equal((false, false, true), (Knows(documents, "aaaa"), Knows(documents, "bbbb"), Knows(documents, "ääää")));
        Assert.Equal((1, 8), (documents.Count, documents.Bytes));
    }

    [Fact]
    public void Add_LargerThanAllThereIsRoomFor_ForgetsNothing()
    {
        var documents = new RememberedDocuments(maxDocuments: 100, maxBytes: 10);
        Add(documents, "aaaa");

        Add(documents, new string('b', 11));

        Assert.True(Knows(documents, "aaaa"));
        Assert.Equal((1, 4), (documents.Count, documents.Bytes));
    }

    [Fact]
    public void Add_Twice_CountsOnce()
    {
        var documents = new RememberedDocuments(maxDocuments: 100, maxBytes: 10);
        Add(documents, "aaaa");

        Add(documents, "aaaa");

        Assert.Equal((1, 4), (documents.Count, documents.Bytes));
    }

    [Fact]
    public async Task Use_FromManyThreads_KeepsTheBounds()
    {
        var documents = new RememberedDocuments(maxDocuments: 8, maxBytes: 100);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                Add(documents, new string('x', ((i * 7) + thread) % 40));
                _ = Knows(documents, new string('x', i % 40));
            }
        })));

        Assert.InRange(documents.Count, 1, 8);
        Assert.InRange(documents.Bytes, 0, 100);
    }

    private static void Add(RememberedDocuments documents, string text) => documents.Add(DocumentHash.Of(text), text);

    private static bool Knows(RememberedDocuments documents, string text) =>
        documents.TryGet(DocumentHash.Of(text), out var known) && known == text;
}
